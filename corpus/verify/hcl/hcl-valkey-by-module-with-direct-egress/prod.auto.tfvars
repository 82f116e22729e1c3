project_id = "chat-prod-7781"

subnets = {
  chat-run = "10.40.0.0/24"
  chat-psc = "10.40.1.0/28"
}
