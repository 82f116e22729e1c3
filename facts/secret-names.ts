/**
 * Whether a variable holds a secret, by what it is called: `DB_PASSWORD`, `AWS_ACCESS_KEY`, `JWT_SECRET`. Words count
 * only at the end of a name: `TOKEN_LIFETIME` is no token.
 */
export function isSecretName(name: string): boolean {
  return /(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|(API|PRIVATE|SECRET|ACCESS|AUTH|ENCRYPTION|SIGNING)_?KEY|CREDENTIALS?)$/i.test(
    name,
  );
}

/**
 * Whether what a variable holds is better not printed: anything whose name has to do with secrets, at any place in it.
 * Of a keyspace the word says nothing: Redis has events of it. Hiding too much costs a reader a look into his own file; hiding too little cannot be taken back.
 */
export function mayBeSecretName(name: string): boolean {
  return isSecretName(name) || /PASS|PWD|SECRET|TOKEN|KEY(?!SPACE)|CREDENTIAL|DSN|^REDIS_URL$/i.test(name);
}

/** Whether a variable holds the password of a Redis, by its name: `REDIS_PASSWORD`, `CACHE_REDIS_AUTH`. */
export function isRedisPasswordName(name: string): boolean {
  // The first REDIS in the name is enough; a name that says it a million times is still read once.
  return /^(?:(?!REDIS).)*REDIS.*(PASS|AUTH|TOKEN|SECRET)/is.test(name);
}
