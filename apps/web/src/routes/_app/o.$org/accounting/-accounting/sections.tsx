import { SectionTabs } from '../../../../../components/section-tabs.tsx'

const sections = [
  { to: '/o/$org/accounting', label: 'Overview' },
  { to: '/o/$org/accounting/invoices', label: 'Invoices' },
  { to: '/o/$org/accounting/payments', label: 'Payments' },
  { to: '/o/$org/accounting/contacts', label: 'Customers' },
  { to: '/o/$org/accounting/journal', label: 'Journal' },
  { to: '/o/$org/accounting/bank', label: 'Bank' },
  { to: '/o/$org/accounting/ledger', label: 'Ledger' },
  { to: '/o/$org/accounting/reports', label: 'Reports' },
  { to: '/o/$org/accounting/accounts', label: 'Accounts' },
  { to: '/o/$org/accounting/details', label: 'Details' },
] as const

export const Sections = () => <SectionTabs label="Accounting" sections={sections} />
