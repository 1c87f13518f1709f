export { hearEvent, topicsOf } from './hear.ts'
export { sendDueMails, sweepNotifications } from './send.ts'
export { showUnsubscribe, unsubscribe } from './unsubscribe.ts'
