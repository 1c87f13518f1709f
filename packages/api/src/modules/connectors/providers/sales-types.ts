import type { StreamType } from '../../../platform/records/records.ts'

/** Whoever a business knows, whether they have bought anything or not; by their e-mail they lead to the customer they became. */
export const contactType: StreamType = {
  name: 'contact',
  title: 'Contact',
  plural: 'Contacts',
  titleProperty: 'name',
  properties: [
    { name: 'name', title: 'Name', kind: 'text' },
    { name: 'email', title: 'E-mail', kind: 'text' },
    { name: 'phone', title: 'Phone', kind: 'text' },
    { name: 'city', title: 'City', kind: 'choice' },
    { name: 'country', title: 'Country', kind: 'choice' },
    { name: 'stage', title: 'Stage', kind: 'choice' },
    { name: 'companyKey', title: 'Company key', kind: 'text' },
    { name: 'since', title: 'Since', kind: 'instant' },
  ],
  links: [
    { property: 'companyKey', to: 'company', title: 'Company', inverseTitle: 'Contacts' },
    { property: 'email', to: 'customer', toProperty: 'email', title: 'Customer', inverseTitle: 'Contacts' },
  ],
}

export const companyType: StreamType = {
  name: 'company',
  title: 'Company',
  plural: 'Companies',
  titleProperty: 'name',
  properties: [
    { name: 'name', title: 'Name', kind: 'text' },
    { name: 'domain', title: 'Domain', kind: 'text' },
    { name: 'industry', title: 'Industry', kind: 'choice' },
    { name: 'city', title: 'City', kind: 'choice' },
    { name: 'country', title: 'Country', kind: 'choice' },
    { name: 'since', title: 'Since', kind: 'instant' },
  ],
  links: [],
}

export const dealType: StreamType = {
  name: 'deal',
  title: 'Deal',
  plural: 'Deals',
  titleProperty: 'name',
  properties: [
    { name: 'name', title: 'Name', kind: 'text' },
    { name: 'companyKey', title: 'Company key', kind: 'text' },
    { name: 'contactKey', title: 'Contact key', kind: 'text' },
    { name: 'state', title: 'State', kind: 'choice' },
    { name: 'stage', title: 'Stage', kind: 'choice' },
    { name: 'pipeline', title: 'Pipeline', kind: 'choice' },
    { name: 'amount', title: 'Amount', kind: 'money' },
    { name: 'created', title: 'Created', kind: 'instant' },
    { name: 'closes', title: 'Closes', kind: 'instant' },
  ],
  links: [
    { property: 'companyKey', to: 'company', title: 'Company', inverseTitle: 'Deals' },
    { property: 'contactKey', to: 'contact', title: 'Contact', inverseTitle: 'Deals' },
  ],
}
