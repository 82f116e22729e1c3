project_id = "bookshop-demo-1234"
region     = "europe-west4"
