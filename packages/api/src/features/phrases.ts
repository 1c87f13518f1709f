import { withExamples } from '../platform/catalog/phrases.ts'
import type { Phrases } from '../platform/catalog/phrases.ts'
import approvalsExamples from './approvals/examples.json' with { type: 'json' }
import { approvalsPhrases } from './approvals/phrases.ts'
import assistantExamples from './assistant/examples.json' with { type: 'json' }
import { assistantPhrases } from './assistant/phrases.ts'
import auditExamples from './audit/examples.json' with { type: 'json' }
import { auditPhrases } from './audit/phrases.ts'
import authExamples from './auth/examples.json' with { type: 'json' }
import { authPhrases } from './auth/phrases.ts'
import creditsExamples from './credits/examples.json' with { type: 'json' }
import { creditsPhrases } from './credits/phrases.ts'
import { endpointsPhrases } from './endpoints/phrases.ts'
import { eventsPhrases } from './events/phrases.ts'
import { filesPhrases } from './files/phrases.ts'
import { workflowsPhrases } from './workflows/phrases.ts'
import { jobsPhrases } from './jobs/phrases.ts'
import { notificationsPhrases } from './notifications/phrases.ts'
import organizationsExamples from './organizations/examples.json' with { type: 'json' }
import { organizationsPhrases } from './organizations/phrases.ts'
import systemExamples from './system/examples.json' with { type: 'json' }
import { systemPhrases } from './system/phrases.ts'

/** How people ask for what the hub itself does; modules declare theirs. */
export const hubPhrases: readonly Phrases[] = [
  withExamples(approvalsPhrases, approvalsExamples),
  withExamples(assistantPhrases, assistantExamples),
  withExamples(auditPhrases, auditExamples),
  withExamples(authPhrases, authExamples),
  withExamples(creditsPhrases, creditsExamples),
  endpointsPhrases,
  eventsPhrases,
  filesPhrases,
  jobsPhrases,
  workflowsPhrases,
  notificationsPhrases,
  withExamples(organizationsPhrases, organizationsExamples),
  withExamples(systemPhrases, systemExamples),
]
