import { erasureJob } from './features/auth/own-account/erasure-job.ts'
import { listExportJob } from './features/jobs/list-export.ts'
import type { Hub } from './platform/hub.ts'
import type { AnyJobKind, JobKinds } from './platform/jobs/kind.ts'
import { checkKindLimits } from './platform/jobs/rate.ts'
import { mailJob } from './platform/mail/mail-job.ts'
import type { HubModule } from './platform/module.ts'

/** Everything that can be put in line in a hub with these modules. */
export function jobKindsOf(hub: () => Hub, modules: readonly HubModule[]): JobKinds {
  const kinds: readonly AnyJobKind[] = [
    listExportJob(hub),
    mailJob(hub),
    erasureJob(hub),
    ...modules.flatMap((module) => module.jobKinds ?? []),
  ]
  checkKindLimits(kinds)
  return new Map(kinds.map((kind) => [kind.name, kind]))
}
