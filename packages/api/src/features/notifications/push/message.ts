import { sha256 } from '../../../platform/secrets/secrets.ts'
import { shortened, wordsOf } from '../mails.ts'
import type { Reader } from '../reader.ts'
import type { Notification } from '../schema.ts'

/** What the service worker shows; `apps/web/public/push.js` reads it. */
export interface PushMessage {
  title: string
  body: string
  /** An address of the web app. */
  url: string
  /** One with the same takes the place of the one before. */
  tag: string
  isUrgent: boolean
}

/** More at once than this are told of as a number. */
const FEW = 3

const tagOf = (...parts: string[]) => sha256(parts.join(' ')).subarray(0, 18).toString('base64url')

const one = ({ org }: Reader, news: Notification): PushMessage => {
  const { detail, link, kind, entityId, isWaiting } = news
  return {
    title: shortened(wordsOf(news)),
    body: detail === null ? org.name : `${shortened(detail)}\n${org.name}`,
    url: link ?? `/o/${org.slug}/inbox`,
    tag: tagOf(org.slug, kind, entityId),
    isUrgent: isWaiting,
  }
}

/** What is pushed of what is new, with the words and names its reader may see at this moment. */
export function messagesOf(reader: Reader, news: readonly Notification[]): PushMessage[] {
  const { org } = reader
  if (news.length <= FEW) return news.map((each) => one(reader, each))
  return [
    {
      title: `${news.length} things are new`,
      body: org.name,
      url: `/o/${org.slug}/inbox`,
      tag: tagOf(org.slug),
      isUrgent: news.some(({ isWaiting }) => isWaiting),
    },
  ]
}
