import { listExportJob } from './features/jobs/list-export.ts'
import type { Hub } from './platform/hub.ts'
import type { JobKind, JobKinds } from './platform/jobs/kind.ts'
import type { HubModule } from './platform/module.ts'

/** Everything that can be put in line in a hub with these modules. */
export function jobKindsOf(hub: () => Hub, modules: readonly HubModule[]): JobKinds {
  const kinds: readonly JobKind[] = [
    listExportJob(hub),
    ...modules.flatMap((module) => module.jobKinds ?? []),
  ]
  return new Map(kinds.map((kind) => [kind.name, kind]))
}
