import { standardSignature } from '../../platform/webhooks/standard.ts'
import type { StandardMessage } from '../../platform/webhooks/standard.ts'

/** The headers of a delivery; while a secret is being changed, both sign. */
export const signedHeaders = (
  secrets: readonly string[],
  signed: StandardMessage,
): Record<string, string> => ({
  'content-type': 'application/json',
  'user-agent': 'Smart-AI-Hub',
  'webhook-id': signed.id,
  'webhook-timestamp': String(signed.timestamp),
  'webhook-signature': secrets.map((secret) => standardSignature(secret, signed)).join(' '),
})
