import type { FindDeclaration } from '../platform/catalog/find.ts'
import { dayText } from '../shared/day-text.ts'
import { fileKinds, sizeText } from '../shared/file-kinds.ts'
import { creditsText } from '../shared/micro.ts'
import type { Approval } from './approvals/schema.ts'
import type { Conversation } from './assistant/schema.ts'
import type { ApiKey } from './auth/api-keys/schema.ts'
import type { CreditMove } from './credits/schema.ts'
import type { AttachedFile } from './files/schema.ts'
import type { Job } from './jobs/schema.ts'
import type { Member } from './organizations/schema.ts'
import type { SavedView } from './views/schema.ts'
import type { Workflow } from './workflows/schema.ts'

/* How the hub's own records are found by words. */

export const findPerson: FindDeclaration<Member> = {
  path: 'organizations.members.list',
  words: 'search',
  row: ({ userId, name, email, role }) => ({ id: userId, name, detail: `${email}, ${role}` }),
}

export const findConversation: FindDeclaration<Conversation> = {
  path: 'assistant.conversations.list',
  words: 'search',
  row: ({ id, title }) => ({ id, name: title, detail: null }),
}

const approvalWords: Record<Approval['status'], string> = {
  pending: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  declined: 'Declined',
  expired: 'Expired',
}

export const findApproval: FindDeclaration<Approval> = {
  path: 'approvals.list',
  words: 'search',
  row: ({ id, title, status, preview }) => ({
    id,
    name: title,
    detail: [approvalWords[status], ...preview.slice(0, 1).map(({ value }) => value)].join(', '),
  }),
}

export const findKey: FindDeclaration<ApiKey> = {
  path: 'auth.apiKeys.list',
  words: 'search',
  row: ({ id, name, ownerName, prefix }) => ({ id, name, detail: `${prefix}…, ${ownerName}` }),
}

export const findFile: FindDeclaration<AttachedFile> = {
  path: 'files.list',
  words: 'search',
  row: ({ id, name, kind, bytes, uploadedByName, entity, entityId }) => ({
    id,
    name,
    detail: `${fileKinds[kind].title}, ${sizeText(bytes)}, ${uploadedByName}`,
    partOf: { entity, id: entityId },
  }),
}

const signed = (micro: number) => `${micro < 0 ? '−' : '+'}${creditsText(Math.abs(micro))} credits`

export const findEntry: FindDeclaration<CreditMove> = {
  path: 'credits.history',
  words: 'search',
  row: ({ id, title, at, deltaMicro, actorName }) => ({
    id: String(id),
    name: title,
    detail: [actorName, signed(deltaMicro), dayText({ day: at.slice(0, 10) })]
      .filter((part) => part !== null)
      .join(', '),
  }),
}

const jobWords: Record<Job['status'], string> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  dead: 'Given up',
  canceled: 'Canceled',
}

export const findJob: FindDeclaration<Job> = {
  path: 'jobs.list',
  words: 'search',
  row: ({ id, title, status }) => ({ id, name: title, detail: jobWords[status] }),
}

export const findWorkflow: FindDeclaration<Workflow> = {
  path: 'workflows.list',
  words: 'search',
  row: ({ id, name, isOn, startsBy }) => ({
    id,
    name,
    detail: [isOn ? 'On' : 'Off', ...startsBy.slice(0, 1)].join(', '),
  }),
}

export const findView: FindDeclaration<SavedView> = {
  path: 'views.list',
  words: 'search',
  row: ({ id, name, title, isShared }) => ({ id, name, detail: isShared ? title : `${title}, yours alone` }),
}
