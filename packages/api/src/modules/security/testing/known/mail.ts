import { HERE } from '../../../../testing/websites/listening.ts'
import type { Site } from '../../../../testing/websites/site.ts'

type SiteNames = NonNullable<Site['dns']>

const CAA = [{ tag: 'issue', value: 'letsencrypt.org' }] as const

/** Only its own server sends mail in its name, and receivers are told to refuse all other. */
export const soundMail = (host: string): SiteNames => ({
  '@': {
    A: [HERE],
    MX: [{ exchange: `mail.${host}`, priority: 10 }],
    TXT: ['v=spf1 mx -all', 'a-service-verification=8c1d2e'],
    CAA,
  },
  www: { A: [HERE] },
  mail: { A: [HERE] },
  _dmarc: { TXT: [`v=DMARC1; p=reject; rua=mailto:dmarc@${host}; adkim=s; aspf=s`] },
})

/** Receivers are asked to look, and to do nothing. */
export const watchedMail = (host: string): SiteNames => ({
  ...soundMail(host),
  _dmarc: { TXT: [`v=DMARC1; p=none; rua=mailto:dmarc@${host}`] },
})
