import type { Access, ProviderStream } from './provider.ts'
import { companyType, contactType, dealType } from './sales-types.ts'

const fields: Readonly<Record<string, readonly string[]>> = {
  contacts: ['createdate', 'country', 'lifecyclestage', 'associatedcompanyid'],
  companies: ['createdate', 'name', 'domain', 'industry', 'city', 'country'],
  deals: [
    'createdate',
    'dealname',
    'amount',
    'deal_currency_code',
    'dealstage',
    'pipeline',
    'closedate',
    'hs_is_closed',
    'hs_is_closed_won',
  ],
}

/** What tells who somebody is: asked for only where the organization wants it. */
const personal: Readonly<Record<string, readonly string[]>> = {
  contacts: ['firstname', 'lastname', 'email', 'phone', 'city'],
}

/** What of each record is read. */
export const propertiesOf = (stream: string, { withPersonal }: Pick<Access, 'withPersonal'>): string[] => [
  ...(fields[stream] ?? []),
  ...(withPersonal ? (personal[stream] ?? []) : []),
]

/** All that may be read of each, and how: where a release reads otherwise, all of it is read anew. */
const readsOf = (stream: string, how: readonly string[] = []): string =>
  [...propertiesOf(stream, { withPersonal: true }), ...how].join(',')

/** Choices by what people read for them. */
const LABELS = ['labels']

/** Under what each says when it changed. */
export const changedProperty = (stream: string): string =>
  stream === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate'

const property = (name: string) => ({ path: ['properties', name] })

/** In this order: who and what comes before that which names them. */
export const hubspotStreams: readonly ProviderStream[] = [
  {
    name: 'companies',
    title: 'Companies',
    type: companyType,
    reads: readsOf('companies', LABELS),
    mapping: {
      name: { path: ['name'] },
      domain: property('domain'),
      industry: { path: ['industry'] },
      city: property('city'),
      country: property('country'),
      since: property('createdate'),
    },
  },
  {
    name: 'contacts',
    title: 'Contacts',
    type: contactType,
    reads: readsOf('contacts', LABELS),
    mapping: {
      name: { path: ['name'] },
      email: { ...property('email'), isEmail: true },
      phone: property('phone'),
      city: property('city'),
      country: property('country'),
      stage: { path: ['stage'] },
      companyKey: property('associatedcompanyid'),
      since: property('createdate'),
    },
  },
  {
    name: 'deals',
    title: 'Deals',
    type: dealType,
    reads: readsOf('deals'),
    mapping: {
      name: property('dealname'),
      companyKey: { path: ['companyKey'] },
      contactKey: { path: ['contactKey'] },
      state: { path: ['state'] },
      stage: { path: ['stage'] },
      pipeline: { path: ['pipeline'] },
      amount: { path: ['properties', 'amount'], currencyPath: ['currency'] },
      created: property('createdate'),
      closes: property('closedate'),
    },
  },
]
