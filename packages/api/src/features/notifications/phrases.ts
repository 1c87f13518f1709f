import type { Phrases } from '../../platform/catalog/phrases.ts'
import { notificationGuides } from './guides.ts'
import { countsTold, notificationsTold } from './telling.ts'

const byHand = 'on the page “Inbox”'
const inSettings = 'on the page “Settings”, under “Notifications”'

/** How people ask for what concerns them. */
export const notificationsPhrases = {
  guides: notificationGuides,
  acts: {
    'notifications.list': {
      say: [
        '(what is|what’s) new',
        '(is there|do I have) (any|some|) news',
        '(show|list|open|read) (me|) my (inbox|notifications)',
        '(what is|what’s) in my inbox',
        'what did I miss',
        'what happened while I was (away|out|gone)',
        '(do I have|are there) (any|) (new|unread|) notifications',
        '(show|list) (me|) my {view} notifications',
        '(which|what) notifications are {view}',
        'catch me up',
        'bring me up to date',
        'anything new (for me|)',
        '(my|the) (last|latest|newest) {limit} notifications',
        'what have I been told',
        'notifications',
        'my inbox',
        'did anybody (write|answer) to me',
        'has anybody given me (something|anything|a task)',
        'news for me',
        'what is waiting in my inbox',
        'update me',
        'show me what I have snoozed',
      ],
      not: ['list the tasks', 'what needs my approval', 'what happened yesterday in the organization'],
      words: {
        view: {
          unread: [
            'unread',
            'new',
            'not read',
            'not opened',
            'not seen',
            'not looked at',
            'not see',
            'not open',
          ],
          snoozed: ['snoozed', 'postponed', 'put off', 'parked'],
          done: ['done', 'finished', 'archived', 'dealt with'],
          todo: ['open', 'waiting'],
        },
      },
      answer: notificationsTold,
    },
    'notifications.unreadCount': {
      say: [
        'how many (unread|new|) notifications (do I have|are there)',
        'how many (unread|new) (things|items) are in my inbox',
        'how full is my inbox',
        'count my (unread|new|) notifications',
        'how much is in my inbox',
        'is my inbox empty',
        'how many notifications (did I snooze|are snoozed)',
        'number of (my|) (unread|) notifications',
        'how many did I not read',
        'how many things have I snoozed',
        'is there anything unread',
        'do I have anything unread',
        'inbox count',
        'how many notifications',
        'have I read everything',
        'have I read all my notifications',
        'how much have I not read (yet|)',
        'unread count',
        'what is the count of my inbox',
        'tell me how many notifications wait',
        'how many are left in my inbox',
      ],
      not: ['how many tasks are open', 'how many approvals wait'],
      answer: countsTold,
    },
    'notifications.markRead': { say: ['mark the notification {x} as read'], where: byHand },
    'notifications.markUnread': { say: ['mark the notification {x} as unread'], where: byHand },
    'notifications.done': { say: ['take the notification {x} out of my inbox'], where: byHand },
    'notifications.undo': { say: ['put the notification {x} back into my inbox'], where: byHand },
    'notifications.snooze': { say: ['snooze the notification {x}'], where: byHand },
    'notifications.markAllRead': {
      say: ['mark (all|all my|every|my) notifications as read', 'mark my inbox as read'],
      where: byHand,
    },
    'notifications.doneAll': {
      say: ['(empty|clear|clean) (out|up|) my inbox', 'mark all notifications as done'],
      where: byHand,
    },
    'notifications.push.list': {
      say: ['(which|what) browsers (am I|do you) push(ed|) to', '(where|in which browsers) is push on'],
      where: inSettings,
    },
    'notifications.push.subscribe': {
      say: ['turn (on push|push on) (in|on) this browser', 'push (notifications|) to this (browser|phone)'],
      where: inSettings,
    },
    'notifications.push.unsubscribe': {
      say: ['turn (off push|push off) (in|on) this browser', 'stop pushing to this (browser|phone)'],
      where: inSettings,
    },
    'notifications.preferences.get': {
      say: ['how am I notified', 'which notifications do I get by mail'],
      where: inSettings,
    },
    'notifications.preferences.set': {
      say: [
        '(stop|turn off) (mailing me|the mails|notifications)',
        'set my quiet hours',
        '(fewer|less|no more) (emails|mails|e-mails|notifications) (from this|from you|from the hub|please|)',
        '(i get|we get|i am getting) (too many|way too many|so many) (emails|mails|notifications)',
        '(mail|email|notify|tell|alert) me (only|) when (somebody comments|i am mentioned|something is assigned to me|something needs my yes)',
        "(don't|do not|stop) (mail|email|mailing|emailing|notify|notifying|bother) me (about|of|with|when) {x}",
        '(where|how) (do|can|would) i (get|have) (fewer|less) (emails|mails|notifications)',
      ],
      where: inSettings,
    },
  },
} satisfies Phrases
