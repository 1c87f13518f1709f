import { handshake } from '../../../platform/outside/handshake.ts'
import type { ScanKind } from '../checks/schema.ts'
import type { Looking } from './looking.ts'
import { PROTOCOLS } from './observation.ts'
import type { ObservedEncryption, OfferedHandshake } from './observation.ts'

const TIME_LIMIT_MS = 6_000

/** How a website encrypts, by handshakes of our own: one as browsers begin it, and in a full scan one of each kind. */
export async function collectEncryption(
  host: string,
  { outside, signal, kind }: Looking & { kind: ScanKind },
): Promise<ObservedEncryption> {
  const options = { ...outside, allowsPrivate: false, timeoutMs: TIME_LIMIT_MS, signal }
  const { error, protocol, cipher, isTrusted, fault, namesHost, chain } = await handshake({ host }, options)
  const ordinary = { error, protocol, cipher, isTrusted, fault, namesHost, chain }
  if (kind === 'quick' || error !== null) return { ...ordinary, handshakes: null }
  const handshakes: OfferedHandshake[] = []
  for (const offered of PROTOCOLS) {
    const answer = await handshake({ host, protocol: offered }, options)
    handshakes.push({ protocol: offered, ciphers: 'all', cipher: answer.cipher })
  }
  return { ...ordinary, handshakes }
}
