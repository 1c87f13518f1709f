import type { Phrases } from '../platform/catalog/phrases.ts'
import { approvalsPhrases } from './approvals/phrases.ts'
import { assistantPhrases } from './assistant/phrases.ts'
import { auditPhrases } from './audit/phrases.ts'
import { authPhrases } from './auth/phrases.ts'
import { creditsPhrases } from './credits/phrases.ts'
import { organizationsPhrases } from './organizations/phrases.ts'
import { systemPhrases } from './system/phrases.ts'

/** How people ask for what the hub itself does; modules declare theirs. */
export const hubPhrases: readonly Phrases[] = [
  approvalsPhrases,
  assistantPhrases,
  auditPhrases,
  authPhrases,
  creditsPhrases,
  organizationsPhrases,
  systemPhrases,
]
