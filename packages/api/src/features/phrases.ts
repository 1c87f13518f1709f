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
import endpointsExamples from './endpoints/examples.json' with { type: 'json' }
import { endpointsPhrases } from './endpoints/phrases.ts'
import eventsExamples from './events/examples.json' with { type: 'json' }
import { eventsPhrases } from './events/phrases.ts'
import filesExamples from './files/examples.json' with { type: 'json' }
import { filesPhrases } from './files/phrases.ts'
import workflowsExamples from './workflows/examples.json' with { type: 'json' }
import { workflowsPhrases } from './workflows/phrases.ts'
import jobsExamples from './jobs/examples.json' with { type: 'json' }
import { jobsPhrases } from './jobs/phrases.ts'
import notificationsExamples from './notifications/examples.json' with { type: 'json' }
import { notificationsPhrases } from './notifications/phrases.ts'
import organizationsExamples from './organizations/examples.json' with { type: 'json' }
import { organizationsPhrases } from './organizations/phrases.ts'
import viewsExamples from './views/examples.json' with { type: 'json' }
import { viewsPhrases } from './views/phrases.ts'
import systemExamples from './system/examples.json' with { type: 'json' }
import { systemPhrases } from './system/phrases.ts'

/** How people ask for what the hub itself does; modules declare theirs. */
export const hubPhrases: readonly Phrases[] = [
  withExamples(approvalsPhrases, approvalsExamples),
  withExamples(assistantPhrases, assistantExamples),
  withExamples(auditPhrases, auditExamples),
  withExamples(authPhrases, authExamples),
  withExamples(creditsPhrases, creditsExamples),
  withExamples(endpointsPhrases, endpointsExamples),
  withExamples(eventsPhrases, eventsExamples),
  withExamples(filesPhrases, filesExamples),
  withExamples(jobsPhrases, jobsExamples),
  withExamples(workflowsPhrases, workflowsExamples),
  withExamples(notificationsPhrases, notificationsExamples),
  withExamples(organizationsPhrases, organizationsExamples),
  withExamples(systemPhrases, systemExamples),
  withExamples(viewsPhrases, viewsExamples),
]
