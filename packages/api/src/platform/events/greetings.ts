/** Their clients take a tenth of the time of a start, and most hubs have neither server: they are loaded when they are asked. */

/** Rejects where Redis is away or refuses us. */
export async function redisGreeting(url: string): Promise<void> {
  const redis = await import('./redis.ts')
  await redis.redisGreeting(url)
}

/** Rejects where NATS is away, refuses us or has no JetStream. */
export async function natsGreeting(url: string): Promise<void> {
  const nats = await import('./nats.ts')
  await nats.natsGreeting(url)
}
