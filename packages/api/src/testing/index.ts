export { startHub } from './start-hub.ts'
export type { TestHub, TestOrg } from './start-hub.ts'
