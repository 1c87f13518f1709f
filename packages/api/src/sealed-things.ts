import { signedApprovals } from './features/approvals/signed-anew.ts'
import { sealedSigningKeys } from './features/auth/adapters/signing-keys.ts'
import { sealedFactors } from './features/auth/totp.ts'
import { sealedEndpoints } from './features/endpoints/secrets.ts'
import { sealedBrowsers } from './features/notifications/push/browsers.ts'
import { sealedWorkflowSecrets } from './features/workflows/secrets.ts'
import { sealedTriggers } from './features/workflows/triggers/webhook-secret.ts'
import { sealedJobs } from './platform/jobs/own.ts'
import { sealedCredentials } from './platform/kept/credentials.ts'
import type { HubModule } from './platform/module.ts'
import { keptKeys } from './platform/secrets/mark-rows.ts'
import type { SealedThing } from './platform/secrets/sealed.ts'

/** Everything in the database that a secret of the hub seals or signs, and that stays: it is made anew where the secret changes. */
export const sealedThings = (modules: readonly HubModule[]): SealedThing[] => [
  sealedSigningKeys,
  sealedFactors,
  keptKeys,
  sealedJobs,
  sealedCredentials,
  sealedEndpoints,
  sealedWorkflowSecrets,
  sealedTriggers,
  sealedBrowsers,
  signedApprovals,
  ...modules.flatMap(({ sealed = [] }) => sealed),
]
