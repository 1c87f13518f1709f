import type { WrittenMail } from '../../platform/mail/mail.ts'
import { textOfSentence } from '../../shared/sentence.ts'
import type { Briefing } from '../system/schema.ts'
import { rowsTold } from '../system/service.ts'
import type { Reader } from './reader.ts'
import type { Notification } from './schema.ts'
import { moreLikeIt } from './telling.ts'
import { briefingMail, dailyMail, unsubscribePath } from './unsubscribe-link.ts'

interface Addressee {
  reader: Reader
  to: { name: string; email: string }
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
export function newsMail({ reader, to }: Addressee, orgId: string, news: Notification): WrittenMail {
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
export function digestMail(
  { reader, to }: Addressee,
  orgId: string,
  all: readonly Notification[],
): WrittenMail {
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

const longDay = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00Z`))

/** What needs somebody today, before they open anything. */
export function morningMail({ reader, to }: Addressee, orgId: string, briefing: Briefing): WrittenMail {
  const { hub, org } = reader
  const { day, lines, leftOut, unanswered } = briefing
  const address = (link: string) => `${hub.settings.publicUrl}${link}`
  const [first] = lines
  const more = lines.length + leftOut - 1
  const top = first ? `${first.words}${more > 0 ? `, and ${more} more` : ''}` : 'Your briefing'
  return {
    to: to.email,
    subject: shortened(`${top} (${org.name})`),
    text: [`Hello ${to.name},`, `your briefing for ${longDay(day)}:`].join('\n\n'),
    lines: [
      ...lines.map((line) => ({
        words: line.words,
        detail: rowsTold(line),
        url: address(line.link),
        act: line.act,
      })),
      ...unanswered.map((part) => ({ words: `${part}: could not look`, detail: null, url: null })),
    ],
    about: 'The briefing of the morning',
    action: {
      label: leftOut > 0 ? `Open the dashboard, with ${leftOut} more` : 'Open the dashboard',
      url: address(`/o/${org.slug}`),
    },
    note: `You get this each morning, where there is something to tell, in ${org.name}.`,
    unsubscribe: { label: 'No more briefings by mail', url: unsubscribe(reader, orgId, briefingMail) },
  }
}
