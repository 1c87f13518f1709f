import type { Hub } from '../../platform/hub.ts'
import type { Outside } from '../../platform/outside/guarded-fetch.ts'

/**
 * Where endpoints may lie. What an operator lets them reach in their own network is for them alone: those who set one up manage the
 * organization, and see no more than the beginning of an answer.
 */
export const receiversOf = ({ outside, settings }: Pick<Hub, 'outside' | 'settings'>): Outside => ({
  ...outside,
  allowsPrivate: settings.allowPrivateUpstreams ?? false,
})
