/** The pages of administration: its tabs, its palette and the keys to go there read them. */
export const adminPlaces = [
  {
    to: '/admin',
    letter: 'o',
    label: 'Overview',
    keywords: ['figures', 'health', 'status'],
  },
  {
    to: '/admin/users',
    letter: 'p',
    label: 'People',
    keywords: ['users', 'accounts', 'members', 'suspend'],
  },
  {
    to: '/admin/organizations',
    letter: 'b',
    label: 'Organizations',
    keywords: ['businesses', 'companies', 'credits', 'grant'],
  },
  {
    to: '/admin/jobs',
    letter: 'j',
    label: 'Jobs',
    keywords: ['background', 'workers', 'exports', 'failed', 'retry'],
  },
  {
    to: '/admin/audit',
    letter: 'l',
    label: 'Audit',
    keywords: ['log', 'history', 'who did what'],
  },
  {
    to: '/admin/addresses',
    letter: 'a',
    label: 'Addresses',
    keywords: ['block', 'ip', 'network'],
  },
  {
    to: '/admin/broadcasts',
    letter: 'm',
    label: 'Messages',
    keywords: ['broadcast', 'announce', 'maintenance', 'tell everybody'],
  },
] as const
