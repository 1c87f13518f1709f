import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { ApprovalPage } from './schema.ts'

const statusWords: Record<string, string> = {
  pending: 'waiting',
  running: 'under way',
  done: 'done',
  failed: 'failed',
  declined: 'declined',
  expired: 'expired',
}

const LONGEST = 60

/** Several of one kind are told apart by what they are about. */
function aboutOf(text: string | undefined): string {
  if (text === undefined || text === '') return ''
  return `: “${text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text}”`
}

export function approvalsTold(output: unknown): ToldAnswer {
  const { items } = ApprovalPage.parse(output)
  if (items.length === 0) return { text: 'Nothing waits for approval, and nothing else is like that.' }
  const isWaiting = items.every(({ status }) => status === 'pending')
  const lines = items.map(
    ({ title, subject, preview: [first], askerName, status }) =>
      `- ${title}${aboutOf(subject?.text ?? first?.value)}, asked by ${askerName}${isWaiting ? '' : `: ${statusWords[status] ?? status}`}`,
  )
  return {
    text: [isWaiting ? 'Waiting for approval:' : `${items.length} approvals:`, ...lines].join('\n'),
    shown: items.map(({ id, title }) => ({ id, name: title })),
  }
}
