import { withKnownPort } from '../free-port.ts'
import { loadEnv } from '../env.ts'

/** A port nobody listens on, for hubs whose own addresses are part of what is tested. */
export async function freePort(): Promise<number> {
  const env = loadEnv({ HUB_SECRET: 'Zt8pQ2vXk4LmN6rB1sYw3dF5gH7jK9aC0eUiOoPl', PORT: '0' })
  return (await withKnownPort(env)).port
}
