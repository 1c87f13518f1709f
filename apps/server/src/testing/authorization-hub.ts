import { freePort } from './free-address.ts'
import { serveHub } from './serve.ts'
import type { ServedHub } from './serve.ts'

/**
 * A hub whose public address is where it really listens, as clients of its authorization server must find it. It believes a
 * proxy, so that a test can come from any address.
 */
export async function serveAuthorization(options: Parameters<typeof serveHub>[0] = {}): Promise<ServedHub> {
  const port = await freePort()
  return serveHub({ ...options, port, settings: { publicUrl: `http://localhost:${port}` }, trustProxy: true })
}
