import type { Mail } from '../../platform/mail/mail.ts'
import { textOfSentence } from '../../shared/sentence.ts'
import type { Member, Reader } from './reader.ts'
import type { Notification } from './schema.ts'
import { moreLikeIt } from './telling.ts'
import { dailyMail, unsubscribePath } from './unsubscribe-link.ts'

interface Addressee {
  reader: Reader
  to: Member & { email: string }
}

const SUBJECT_LENGTH = 120
/** What is beyond it stands in the inbox. */
const LINES = 30

export const wordsOf = ({ actorName, sentence, count }: Notification): string =>
  [actorName === null ? '' : `${actorName} `, textOfSentence(sentence), moreLikeIt(count)].join('')

export const shortened = (words: string): string =>
  words.length > SUBJECT_LENGTH ? `${words.slice(0, SUBJECT_LENGTH - 1).trimEnd()}…` : words

const inboxUrl = ({ hub, org }: Reader): string => `${hub.settings.publicUrl}/o/${org.slug}/inbox`

function unsubscribe({ hub, db: _db, userId }: Reader, orgId: string, what: string) {
  return `${hub.settings.publicUrl}${unsubscribePath(hub.keys.unsubscribe, { orgId, userId, what })}`
}

/** One notification, at once. */
export function newsMail({ reader, to }: Addressee, orgId: string, news: Notification): Mail {
  const { hub, org } = reader
  const { detail, link, kind, title, because } = news
  const words = wordsOf(news)
  return {
    to: to.email,
    subject: shortened(`${words} (${org.name})`),
    text: [`Hello ${to.name},`, `${words}.`, ...(detail === null ? [] : [detail])].join('\n\n'),
    about: title,
    action: { label: 'Open', url: link === null ? inboxUrl(reader) : `${hub.settings.publicUrl}${link}` },
    note: `You get this because ${because}, in ${org.name}.`,
    unsubscribe: { label: `No more mails of this kind (“${title}”)`, url: unsubscribe(reader, orgId, kind) },
  }
}

/** What was not read since the last one. */
export function digestMail({ reader, to }: Addressee, orgId: string, all: readonly Notification[]): Mail {
  const { hub, org } = reader
  const shown = all.slice(0, LINES)
  const rest = all.length - shown.length
  const count = all.length === 1 ? 'One thing' : `${all.length} things`
  return {
    to: to.email,
    subject: shortened(`${count} you have not read in ${org.name}`),
    text: [`Hello ${to.name},`, `this happened in ${org.name} and you have not read it yet.`].join('\n\n'),
    lines: shown.map((news) => ({
      words: wordsOf(news),
      detail: news.detail,
      url: news.link === null ? null : `${hub.settings.publicUrl}${news.link}`,
    })),
    about: 'What was not read',
    action: {
      label: rest > 0 ? `Open the inbox, with ${rest} more` : 'Open the inbox',
      url: inboxUrl(reader),
    },
    note: 'You get this once a day, where there is something new.',
    unsubscribe: { label: 'No more daily mails', url: unsubscribe(reader, orgId, dailyMail) },
  }
}
