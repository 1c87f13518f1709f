import type { OrgPermission } from '@hub/api'
import {
  Coins,
  Hand,
  House,
  MessageSquareText,
  Plug,
  ScrollText,
  Settings,
  ShieldCheck,
  SquareCheck,
  Users,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { FileRouteTypes } from '../routeTree.gen.ts'
import type { Me, Organization } from '../account.ts'

export interface Place {
  to: Extract<FileRouteTypes['to'], `/o/$org${string}` | '/admin'>
  /** After G, this letter goes there. */
  letter: string
  label: string
  icon: LucideIcon
  group: 'daily' | 'business'
  /** Without it the place is not shown. */
  permission: OrgPermission
  /** Only for administrators of the platform. */
  platformAdmin?: true
  /** The page shows this place only, not those below it. */
  exact?: true
  /** Its word in the bottom bar of small screens; without one it is under "More". */
  bottomBar?: string
  /** Further words the command palette finds it by. */
  keywords: readonly string[]
}

/** The one list of places: sidebar, bottom bar, command palette and the keys to go there all read it. */
export const places: readonly Place[] = [
  {
    to: '/o/$org',
    letter: 'd',
    label: 'Dashboard',
    icon: House,
    group: 'daily',
    permission: 'organization.read',
    exact: true,
    bottomBar: 'Today',
    keywords: ['home', 'start', 'today', 'overview'],
  },
  {
    to: '/o/$org/assistant',
    letter: 'a',
    label: 'Assistant',
    icon: MessageSquareText,
    group: 'daily',
    permission: 'assistant.use',
    bottomBar: 'Assistant',
    keywords: ['ask', 'chat', 'conversation'],
  },
  {
    to: '/o/$org/tasks',
    letter: 't',
    label: 'Tasks',
    icon: SquareCheck,
    group: 'daily',
    permission: 'ops.task.read',
    bottomBar: 'Tasks',
    keywords: ['board', 'to do', 'kanban'],
  },
  {
    to: '/o/$org/approvals',
    letter: 'p',
    label: 'Approvals',
    icon: Hand,
    group: 'daily',
    permission: 'approval.read',
    keywords: ['approve', 'decline', 'waiting', 'requests'],
  },
  {
    to: '/o/$org/credits',
    letter: 'c',
    label: 'Credits',
    icon: Coins,
    group: 'business',
    permission: 'credits.read',
    bottomBar: 'Credits',
    keywords: ['balance', 'history', 'price book', 'usage', 'spending'],
  },
  {
    to: '/o/$org/connect',
    letter: 'n',
    label: 'Connect',
    icon: Plug,
    group: 'business',
    permission: 'apiKey.read',
    keywords: ['api key', 'mcp', 'claude', 'cursor', 'developers', 'rest'],
  },
  {
    to: '/o/$org/team',
    letter: 'm',
    label: 'Team',
    icon: Users,
    group: 'business',
    permission: 'member.read',
    keywords: ['members', 'people', 'invite'],
  },
  {
    to: '/o/$org/audit',
    letter: 'l',
    label: 'Audit log',
    icon: ScrollText,
    group: 'business',
    permission: 'audit.read',
    keywords: ['history', 'who did what', 'log', 'security'],
  },
  {
    to: '/o/$org/settings',
    letter: 's',
    label: 'Settings',
    icon: Settings,
    group: 'business',
    permission: 'organization.read',
    keywords: ['profile', 'password', 'sessions', 'time zone', 'organization'],
  },
  {
    to: '/admin',
    letter: 'i',
    label: 'Administration',
    icon: ShieldCheck,
    group: 'business',
    permission: 'organization.read',
    platformAdmin: true,
    keywords: ['admin', 'platform', 'users', 'organizations', 'grant credits'],
  },
]

/** The places this person may go to in this organization. */
export const placesFor = (me: Me, organization: Organization): Place[] =>
  places.filter(
    ({ permission, platformAdmin }) =>
      organization.permissions.includes(permission) && (platformAdmin !== true || me.user.isPlatformAdmin),
  )
