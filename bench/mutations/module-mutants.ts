import { API } from './mutant.ts'
import type { Mutant } from './mutant.ts'

const webhooks = ['apps/server/src/http/webhooks.test.ts']
const credentials = [`${API}/module-credentials.test.ts`]

/** Lines that keep what modules hear from outside true, and what they keep secret. */
export const moduleMutants: readonly Mutant[] = [
  {
    name: 'webhook-signature',
    guards: 'a request that its sender did not sign is refused',
    file: `${API}/platform/webhooks/sender.ts`,
    search: 'if (!delivery.signatures.some((signature) => sameBytes(signature, expected))) return null',
    replace: 'if (delivery.signatures.length === 0 || expected.length === 0) return null',
    tests: webhooks,
  },
  {
    name: 'webhook-window',
    guards: 'a request that somebody kept is refused after five minutes',
    file: `${API}/platform/webhooks/sender.ts`,
    search: 'return isLate ? null : delivery',
    replace: 'return isLate && key.length === 0 ? null : delivery',
    tests: webhooks,
  },
  {
    name: 'webhook-once',
    guards: 'a delivery that comes again is not done again',
    file: `${API}/platform/webhooks/receive.ts`,
    search: 'if (!fresh) return false',
    replace: 'if (fresh === null) return false',
    tests: webhooks,
  },
  {
    name: 'credential-place',
    guards: "a credential opens nothing in another organization's row",
    file: `${API}/platform/kept/credentials.ts`,
    search: '`credential:${orgId}:${name}`',
    replace: '`credential:${orgId.length}:${name}`',
    tests: credentials,
  },
  {
    name: 'credential-of-module',
    guards: "a machine reads no other module's credential",
    file: `${API}/platform/calls/machine.ts`,
    search: "if (!name.startsWith(`${module}.`)) throw new AppError('FORBIDDEN')",
    replace: "if (module === '') throw new AppError('FORBIDDEN')",
    tests: credentials,
  },
]
