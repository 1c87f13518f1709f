export { hearEvent, topicsOf } from './hear.ts'
export { sendDuePushes } from './push/send.ts'
export { sendDueMails, sweepNotifications } from './send.ts'
export { showUnsubscribe, unsubscribe } from './unsubscribe.ts'
