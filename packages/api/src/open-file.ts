import { openAuditExport } from './features/audit/service.ts'
import { creditExport } from './features/credits/export.ts'
import { memberExport } from './features/organizations/export.ts'
import { modules } from './modules/index.ts'
import type { HubModule } from './platform/module.ts'
import type { Call } from './platform/calls/call.ts'
import type { Hub } from './platform/hub.ts'
import { fileGone, takeFile } from './platform/files/prepared-files.ts'
import type { OpenedFile } from './platform/files/prepared-files.ts'

const lists = [creditExport, memberExport, ...modules.flatMap(({ exports }: HubModule) => exports ?? [])]

/**
 * Opens a file that a person prepared in the browser: once, within its time, and only for them. Its parts are read from
 * the database as they are taken.
 */
export async function openFile(hub: Hub, call: Call, token: string): Promise<OpenedFile> {
  const file = await takeFile(hub, call, token)
  if (file.kind === 'audit') return openAuditExport(hub, call, file)
  const list = lists.find(({ kind }) => kind === file.kind)
  if (!list) throw fileGone()
  return list.open(hub, call, file)
}
