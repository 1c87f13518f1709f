import { openAuditExport } from './features/audit/service.ts'
import { creditExport } from './features/credits/export.ts'
import { memberExport } from './features/organizations/export.ts'
import type { Call } from './platform/calls/call.ts'
import type { OpenExport } from './platform/files/list-export.ts'
import type { OpenedFile } from './platform/files/opened-file.ts'
import { fileGone, takeFile } from './platform/files/prepared-files.ts'
import type { Hub } from './platform/hub.ts'
import type { HubModule } from './platform/module.ts'

/** How each kind of list is opened in a hub with these modules. */
export function exportsOf(hub: () => Hub, modules: readonly HubModule[]): Hub['exports'] {
  const lists: readonly OpenExport[] = [
    { kind: 'audit', open: openAuditExport },
    creditExport,
    memberExport,
    ...modules.flatMap((module) => module.exports ?? []),
  ]
  return new Map(lists.map(({ kind, open }) => [kind, (call, file) => open(hub(), call, file)]))
}

/** Opens a file that a person prepared in the browser: once, within its time, and only for them. */
export async function openFile(hub: Hub, call: Call, token: string): Promise<OpenedFile> {
  const file = await takeFile(hub, call, token)
  const open = hub.exports.get(file.kind)
  if (!open) throw fileGone()
  return open(call, file)
}
