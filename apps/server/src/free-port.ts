import { createServer } from 'node:net'
import type { Env } from './env.ts'

/**
 * The settings with a port that is known: links and cookies carry the public address, so with PORT=0 the free
 * port has to be chosen before anything is made from it.
 */
export async function withKnownPort(env: Env): Promise<Env> {
  if (env.port !== 0) return env
  const probe = createServer()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  probe.once('error', reject).listen(0, '127.0.0.1', resolve)
  await promise
  const address = probe.address()
  const port = address !== null && typeof address === 'object' ? address.port : env.port
  await new Promise((closed) => probe.close(closed))
  return { ...env, port }
}
