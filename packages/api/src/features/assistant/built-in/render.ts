import { TASKS } from './types.ts'
import {
  approvalList,
  apiKeyList,
  balance,
  creditHistory,
  creditUsage,
  memberList,
  organization,
  priceBook,
} from './hub-words.ts'
import { changedTask, commentList, oneTask, taskList } from './task-words.ts'
import type { Rendered } from './task-words.ts'

const readers: Record<string, (output: unknown) => Rendered> = {
  [`${TASKS}.list`]: taskList,
  [`${TASKS}.get`]: oneTask,
  [`${TASKS}.comments.list`]: commentList,
  'credits.balance': balance,
  'credits.history': creditHistory,
  'credits.usage': creditUsage,
  'credits.priceBook': priceBook,
  'organizations.get': organization,
  'organizations.members.list': memberList,
  'auth.apiKeys.list': apiKeyList,
  'approvals.list': approvalList,
}

/** The answer of a procedure in plain words. */
export function render(path: string, output: unknown): Rendered {
  const reader = readers[path]
  if (reader) return reader(output)
  if (path === `${TASKS}.comments.add`) return { text: 'Done: the comment is added.' }
  if (path.startsWith(`${TASKS}.`)) return changedTask(path, output)
  return { text: 'Done.' }
}
