import { openAuditExport } from './features/audit/service.ts'
import { creditExport } from './features/credits/export.ts'
import { jobFile } from './features/jobs/file.ts'
import { memberExport } from './features/organizations/export.ts'
import type { Call } from './platform/calls/call.ts'
import type { OpenExport } from './platform/files/text-export.ts'
import type { OpenedFile } from './platform/files/opened-file.ts'
import { fileGone, takeFile } from './platform/files/prepared-files.ts'
import type { Hub } from './platform/hub.ts'
import type { HubModule } from './platform/module.ts'

const lists = (modules: readonly HubModule[]): readonly OpenExport[] => [
  { kind: 'audit', open: openAuditExport },
  creditExport,
  memberExport,
  jobFile,
  ...modules.flatMap((module) => module.exports ?? []),
]

/** How each kind of list is opened in a hub with these modules. */
export const exportsOf = (hub: () => Hub, modules: readonly HubModule[]): Hub['exports'] =>
  new Map(lists(modules).map(({ kind, open }) => [kind, (call, file) => open(hub(), call, file)]))

/** Those that can be made while nobody waits. */
export const backgroundExportsOf = (
  hub: () => Hub,
  modules: readonly HubModule[],
): Hub['backgroundExports'] =>
  new Map(
    lists(modules).flatMap(({ kind, check }) =>
      check ? [[kind, (call, filters) => check(hub(), call, filters)] as const] : [],
    ),
  )

/** Opens a file that a person prepared in the browser: once, within its time, and only for them. */
export async function openFile(hub: Hub, call: Call, token: string): Promise<OpenedFile> {
  const file = await takeFile(hub, call, token)
  const open = hub.exports.get(file.kind)
  if (!open) throw fileGone()
  return open(call, file)
}
