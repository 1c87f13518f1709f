import type { Meta } from '../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { Done } from '../../shared/mutation.ts'
import { NoInput } from '../../shared/no-input.ts'
import * as changes from './change.ts'
import { countNotifications, listNotifications } from './list.ts'
import { getPreferences, setPreferences } from './preferences.ts'
import * as browsers from './push/browsers.ts'
import * as schema from './schema.ts'

const read = {
  permission: 'notification.read',
  price: 'free',
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
/** Pages ask by themselves, which must not use up the hour of their reader. */
const look = {
  ...read,
  limit: { name: 'notifications.look', per: 'actor', points: 3_600, seconds: 3_600, isOnly: true },
} as const satisfies Partial<Meta>
/** Of one's own inbox, which a person sorts themselves: what a program took out of it they would never see. */
const change = {
  ...read,
  permission: 'notification.write',
  effect: 'write',
  doors: 'noTools',
} as const satisfies Partial<Meta>

const ofPush = { ...change, isRepeatable: true, doors: 'browserOnly' } as const satisfies Partial<Meta>

const pushRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      doors: 'browserOnly',
      title: 'List the browsers you are pushed to',
      description: 'In which browsers you turned push on, and the key with which another one subscribes.',
    })
    .input(NoInput)
    .output(schema.PushedBrowsers)
    .query(({ ctx }) => browsers.listBrowsers(ctx)),
  subscribe: orgProcedure
    .meta({
      ...ofPush,
      title: 'Turn push on in a browser',
      description: 'Lets the hub show notifications in the browser that calls, also while no page is open.',
    })
    .input(schema.SubscribePush)
    .output(schema.PushedBrowser)
    .mutation(({ ctx, input }) => browsers.subscribe(ctx, input)),
  unsubscribe: orgProcedure
    .meta({
      ...ofPush,
      title: 'Turn push off in a browser',
      description: 'The browser shows no notifications any more.',
    })
    .input(schema.UnsubscribePush)
    .output(Done)
    .mutation(({ ctx, input }) => browsers.unsubscribe(ctx, input)),
})

const preferencesRouter = router({
  get: orgProcedure
    .meta({
      ...read,
      doors: 'noTools',
      title: 'Read how you are notified',
      description:
        'For each kind of notification whether it stands in the inbox and is mailed; quiet hours, daily mail.',
    })
    .input(NoInput)
    .output(schema.NotificationPreferences)
    .query(({ ctx }) => getPreferences(ctx)),
  set: orgProcedure
    .meta({
      ...change,
      isRepeatable: true,
      title: 'Change how you are notified',
      description: 'Changes the kinds and hours that are sent; the others stay as they are.',
    })
    .input(schema.SetNotificationPreferences)
    .output(schema.NotificationPreferences)
    .mutation(({ ctx, input }) => setPreferences(ctx, input)),
})

export const notificationsRouter = router({
  list: orgProcedure
    .meta({
      ...look,
      title: 'List your notifications',
      description:
        'What happened that concerns you, newest first: tasks given to you, comments, approvals, jobs, credits.',
    })
    .input(schema.ListNotifications)
    .output(schema.NotificationPage)
    .query(({ ctx, input }) => listNotifications(ctx, input)),
  unreadCount: orgProcedure
    .meta({
      ...look,
      title: 'Count your notifications',
      description: 'How many you have not read, how many are to do, and how many are snoozed.',
    })
    .input(NoInput)
    .output(schema.InboxCounts)
    .query(({ ctx }) => countNotifications(ctx)),
  markRead: orgProcedure
    .meta({
      ...change,
      isRepeatable: true,
      title: 'Mark a notification as read',
      description: 'It stays in the inbox until it is done.',
    })
    .input(schema.ChangeNotification)
    .output(schema.Notification)
    .mutation(({ ctx, input }) => changes.markRead(ctx, input)),
  markUnread: orgProcedure
    .meta({
      ...change,
      isRepeatable: true,
      title: 'Mark a notification as unread',
      description: 'So that it is counted again.',
    })
    .input(schema.ChangeNotification)
    .output(schema.Notification)
    .mutation(({ ctx, input }) => changes.markUnread(ctx, input)),
  done: orgProcedure
    .meta({
      ...change,
      isRepeatable: true,
      title: 'Mark a notification as done',
      description: 'Takes it out of the inbox. What it is about is not changed.',
    })
    .input(schema.ChangeNotification)
    .output(schema.Notification)
    .mutation(({ ctx, input }) => changes.finishNotification(ctx, input)),
  undo: orgProcedure
    .meta({
      ...change,
      isRepeatable: true,
      title: 'Put a notification back',
      description: 'Back into the inbox, where it was done or snoozed.',
    })
    .input(schema.ChangeNotification)
    .output(schema.Notification)
    .mutation(({ ctx, input }) => changes.restoreNotification(ctx, input)),
  snooze: orgProcedure
    .meta({
      ...change,
      isRepeatable: true,
      title: 'Snooze a notification',
      description: 'Puts it off until a time, when it comes back unread.',
    })
    .input(schema.SnoozeNotification)
    .output(schema.Notification)
    .mutation(({ ctx, input }) => changes.snoozeNotification(ctx, input)),
  markAllRead: orgProcedure
    .meta({
      ...change,
      isRepeatable: true,
      title: 'Mark all notifications as read',
      description: 'All that stand in the inbox, or those of one group.',
    })
    .input(schema.ChangeAllNotifications)
    .output(schema.ChangedNotifications)
    .mutation(({ ctx, input }) => changes.markAllRead(ctx, input)),
  doneAll: orgProcedure
    .meta({
      ...change,
      isRepeatable: true,
      title: 'Mark all notifications as done',
      description: 'Empties the inbox, or one group of it.',
    })
    .input(schema.ChangeAllNotifications)
    .output(schema.ChangedNotifications)
    .mutation(({ ctx, input }) => changes.finishAll(ctx, input)),
  preferences: preferencesRouter,
  push: pushRouter,
})
