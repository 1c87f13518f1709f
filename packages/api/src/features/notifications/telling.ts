import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { textOfSentence } from '../../shared/sentence.ts'
import { InboxCounts, NotificationPage } from './schema.ts'
import type { Notification } from './schema.ts'

/** What stands behind the words of the newest of several. */
export const moreLikeIt = (count: number): string => (count > 1 ? `, and ${count - 1} more like it` : '')

const lineOf = ({ actorName, sentence, count, detail, readAt }: Notification): string =>
  [
    readAt === null ? 'new: ' : '',
    actorName === null ? '' : `${actorName} `,
    textOfSentence(sentence),
    moreLikeIt(count),
    detail === null ? '' : ` (${detail})`,
  ].join('')

export function notificationsTold(output: unknown): ToldAnswer {
  const { items, nextCursor } = NotificationPage.parse(output)
  if (items.length === 0) return { text: 'Nothing new, and nothing waits in your inbox.' }
  const lines = items.map((item) => `- ${lineOf(item)}`)
  const more = nextCursor === null ? [] : ['There is more on the page “Inbox”.']
  return {
    text: ['In your inbox:', ...lines, ...more].join('\n'),
    shown: items.map((item) => ({ id: item.id, name: textOfSentence(item.sentence) })),
  }
}

export function countsTold(output: unknown): ToldAnswer {
  const { unread, todo, snoozed } = InboxCounts.parse(output)
  return { text: `${unread} unread, ${todo} in your inbox, ${snoozed} snoozed.` }
}
