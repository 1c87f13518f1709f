import { z } from 'zod'
import { entityId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { Sentence } from '../../shared/sentence.ts'
import { Instant, TimeOfDay, TimeZone } from '../../shared/time.ts'

export const NotificationId = entityId('notification')

/** Which part of the inbox. */
export const InboxView = z.enum(['todo', 'unread', 'snoozed', 'done']).meta({
  description: 'todo: neither done nor snoozed; unread: those of them that were not read; snoozed; done',
})
export type InboxView = z.infer<typeof InboxView>

/** Something that concerns the caller, told as they may know it now. */
export const Notification = z.strictObject({
  id: NotificationId,
  kind: z.string(),
  group: z.string().meta({ description: 'Such as "Tasks"' }),
  title: z.string().meta({ description: 'What is told of, in general: "A task is given to you"' }),
  because: z.string().meta({ description: 'Why the caller got it: "the task is yours"' }),
  icon: z.enum([
    'approval',
    'comment',
    'credits',
    'file',
    'job',
    'mention',
    'money',
    'person',
    'plug',
    'shield',
    'task',
  ]),
  tone: z.enum(['usual', 'good', 'warning', 'failure']),
  actorName: z
    .string()
    .nullable()
    .meta({ description: 'Who did it; null where the sentence stands by itself' }),
  actorAvatarUrl: z.string().nullable(),
  sentence: Sentence.meta({ description: 'What happened, after the name of who did it' }),
  detail: z.string().nullable(),
  entity: z.string(),
  entityId: z.uuid(),
  link: z.string().nullable().meta({ description: 'Where the web app shows what it is about' }),
  count: z.int().meta({ description: 'How many alike stand in this row, of which it is the newest' }),
  isWaiting: z.boolean().meta({ description: 'The caller has to do something about it' }),
  createdAt: Instant,
  dueAt: Instant.meta({ description: 'Since when, or from when on, it stands in the inbox' }),
  readAt: Instant.nullable(),
  doneAt: Instant.nullable(),
})
export type Notification = z.infer<typeof Notification>
export const NotificationPage = listOutput(Notification)

const Group = z.string().max(80).meta({ description: 'Only this group, such as "Tasks"' })

export const ListNotifications = listInput(['newest'], {
  view: InboxView.default('todo'),
  group: Group.optional(),
})
export type ListNotifications = z.infer<typeof ListNotifications>

export const InboxCounts = z.strictObject({
  unread: z.int(),
  todo: z.int(),
  snoozed: z.int(),
})
export type InboxCounts = z.infer<typeof InboxCounts>

export const ChangeNotification = mutationInput({ id: NotificationId })
export type ChangeNotification = z.infer<typeof ChangeNotification>

export const SnoozeNotification = mutationInput({
  id: NotificationId,
  until: Instant.meta({ description: 'It comes back then, unread; within a year' }),
})
export type SnoozeNotification = z.infer<typeof SnoozeNotification>

export const ChangeAllNotifications = mutationInput({
  group: Group.optional(),
  until: Instant.optional().meta({
    description: 'Only what stood in the inbox by then; without it all of it',
  }),
})
export type ChangeAllNotifications = z.infer<typeof ChangeAllNotifications>
export const ChangedNotifications = z.strictObject({ count: z.int() })
export type ChangedNotifications = z.infer<typeof ChangedNotifications>

export const NotificationMail = z.enum(['now', 'digest', 'off'])

const Ways = {
  kind: z.string().max(80),
  inApp: z.boolean().meta({ description: 'Whether it stands in the inbox' }),
  mail: NotificationMail.meta({ description: 'At once, in the daily mail, or not at all' }),
}
const Push = z
  .boolean()
  .meta({ description: 'Whether the browsers show it that the caller turned push on in' })
export const NotificationWays = z.strictObject({
  ...Ways,
  push: Push,
  group: z.string(),
  title: z.string(),
  hasOwnMail: z
    .boolean()
    .meta({ description: 'The hub mails the same by itself, so there is nothing to choose' }),
})

const QuietHours = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => from !== to, 'Choose two different times.')

/** How the caller hears of things in one organization. */
export const NotificationPreferences = z.strictObject({
  kinds: z.array(NotificationWays),
  quiet: z.strictObject({ from: z.string(), to: z.string() }).nullable().meta({
    description: 'Mails wait until these hours are over',
  }),
  digestAt: z.string().meta({ description: 'When the daily mail is sent' }),
  briefing: z.boolean().meta({ description: 'Whether the briefing of the morning comes by mail' }),
  timeZone: z.string().nullable().meta({ description: 'null: that of the account, or of the organization' }),
  zoneNow: z.string().meta({ description: 'The time zone that holds' }),
})
export type NotificationPreferences = z.infer<typeof NotificationPreferences>

export const SetNotificationPreferences = mutationInput({
  kinds: z
    .array(z.strictObject({ ...Ways, push: Push.optional() }))
    .max(100)
    .optional(),
  quiet: QuietHours.nullable().optional(),
  digestAt: TimeOfDay.optional(),
  briefing: z.boolean().optional(),
  timeZone: TimeZone.nullable().optional(),
})
export type SetNotificationPreferences = z.infer<typeof SetNotificationPreferences>

const base64url = (characters: number) =>
  z
    .string()
    .regex(new RegExp(`^[\\w-]{${characters}}={0,2}$`), 'Send it in base64url, as the browser gives it.')

const PushKey = z
  .string()
  .regex(/^[\w-]{43}$/)
  .meta({ description: 'SHA-256 of the address at which the browser is reached, in base64url' })

/** A browser that the caller turned push on in. */
export const PushedBrowser = z.strictObject({
  key: PushKey,
  name: z.string().meta({ description: '"Firefox on Windows"' }),
  createdAt: Instant,
  pushedAt: Instant.nullable().meta({ description: 'When it was last reached' }),
})
export type PushedBrowser = z.infer<typeof PushedBrowser>
export const PushedBrowsers = z.strictObject({
  items: z.array(PushedBrowser),
  publicKey: z.string().meta({ description: 'What a browser subscribes with: applicationServerKey' }),
})
export type PushedBrowsers = z.infer<typeof PushedBrowsers>

export const SubscribePush = mutationInput({
  endpoint: z.url().max(1_000),
  p256dh: base64url(87),
  auth: base64url(22),
})
export type SubscribePush = z.infer<typeof SubscribePush>
export const UnsubscribePush = mutationInput({ key: PushKey })
export type UnsubscribePush = z.infer<typeof UnsubscribePush>
