import { notificationKind } from '../../platform/notifications/kind.ts'
import type { NotificationKind } from '../../platform/notifications/kind.ts'

const ofWebsites = {
  group: 'Security',
  permission: 'security.scan.write',
  because: 'you look after websites',
  icon: 'shield',
} as const

const site = (id: string) => ({ entity: 'security_site', id })

export const securityNotifications: readonly NotificationKind[] = [
  notificationKind({
    ...ofWebsites,
    name: 'security.grade.worse',
    title: 'The grade of a website falls',
    tone: 'warning',
    words: '{site} is less safe than it was',
    usual: { inApp: true, mail: 'now' },
    topics: ['security.grade.changed'],
    notices: async ({ payload: { siteId, isWorse } }) =>
      isWorse ? [{ to: 'everybody', subject: site(siteId) }] : [{ settles: siteId }],
  }),
  notificationKind({
    ...ofWebsites,
    name: 'security.finding.opened',
    title: 'Something new to mend on a website',
    tone: 'warning',
    words: '{finding} is new among what to mend',
    usual: { inApp: true, mail: 'digest' },
    topics: ['security.finding.opened', 'security.finding.closed'],
    notices: async ({ topic, payload: { findingId } }) =>
      topic === 'security.finding.opened'
        ? [{ to: 'everybody', subject: { entity: 'security_finding', id: findingId } }]
        : [{ settles: findingId }],
  }),
  notificationKind({
    ...ofWebsites,
    name: 'security.certificate.expiring',
    title: 'The certificate of a website runs out',
    tone: 'warning',
    words: '{site} has a certificate that runs out in less than two weeks',
    usual: { inApp: true, mail: 'now' },
    topics: ['security.certificate.expiring'],
    notices: async ({ payload: { siteId } }) => [{ to: 'everybody', subject: site(siteId) }],
  }),
  notificationKind({
    ...ofWebsites,
    name: 'security.schedule.held',
    permission: 'security.site.manage',
    title: 'Scans of a website are held',
    tone: 'failure',
    words: '{site} is not scanned just now',
    usual: { inApp: true, mail: 'digest' },
    topics: ['security.schedule.held', 'security.schedule.resumed'],
    notices: async ({ topic, payload: { siteId } }) =>
      topic === 'security.schedule.held'
        ? [{ to: 'everybody', subject: site(siteId) }]
        : [{ settles: siteId }],
  }),
]
