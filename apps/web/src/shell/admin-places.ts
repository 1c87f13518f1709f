import { Ban, Building2, ChartNoAxesCombined, ScrollText, Users } from 'lucide-react'

/** The pages of administration: its tabs, its palette and the keys to go there read them. */
export const adminPlaces = [
  {
    to: '/admin',
    letter: 'o',
    label: 'Overview',
    icon: ChartNoAxesCombined,
    keywords: ['figures', 'health', 'status'],
  },
  {
    to: '/admin/users',
    letter: 'p',
    label: 'People',
    icon: Users,
    keywords: ['users', 'accounts', 'members', 'suspend'],
  },
  {
    to: '/admin/organizations',
    letter: 'b',
    label: 'Organizations',
    icon: Building2,
    keywords: ['businesses', 'companies', 'credits', 'grant'],
  },
  {
    to: '/admin/audit',
    letter: 'l',
    label: 'Audit',
    icon: ScrollText,
    keywords: ['log', 'history', 'who did what'],
  },
  {
    to: '/admin/addresses',
    letter: 'a',
    label: 'Addresses',
    icon: Ban,
    keywords: ['block', 'ip', 'network'],
  },
] as const
