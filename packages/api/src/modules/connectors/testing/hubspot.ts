export { startHubspot } from './hubspot/server.ts'
export type { HubspotOptions, HubspotRequest, HubspotServer } from './hubspot/server.ts'
export type { World } from './hubspot/world.ts'
