import {
  Coins,
  Hand,
  Hourglass,
  House,
  Inbox,
  MessageSquareText,
  Plug,
  Radio,
  ScrollText,
  Settings,
  ShieldCheck,
  Users,
  Workflow,
} from 'lucide-react'
import type { Me, Organization } from '../account.ts'
import { arranged, usualArrangement } from '../components/arrangement.ts'
import { modules } from '../modules/index.ts'
import type { Place, PlaceGroup, WebModule } from '../modules/web-module.ts'

const first: readonly Place[] = [
  {
    to: '/o/$org',
    letter: 'd',
    label: 'Dashboard',
    icon: House,
    group: 'daily',
    permission: 'organization.read',
    exact: true,
    short: 'Today',
    keywords: ['home', 'start', 'today', 'overview'],
  },
  {
    to: '/o/$org/assistant',
    letter: 'a',
    label: 'Assistant',
    icon: MessageSquareText,
    group: 'daily',
    permission: 'assistant.use',
    keywords: ['ask', 'chat', 'conversation'],
  },
]

const others: readonly Place[] = [
  {
    to: '/o/$org/inbox',
    letter: 'b',
    label: 'Inbox',
    icon: Inbox,
    group: 'daily',
    permission: 'notification.read',
    keywords: ['notifications', 'unread'],
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
    to: '/o/$org/workflows',
    letter: 'w',
    label: 'Workflows',
    icon: Workflow,
    group: 'automate',
    permission: 'workflow.read',
    keywords: ['automate', 'automation', 'schedule', 'runs', 'webhook', 'trigger'],
  },
  {
    to: '/o/$org/credits',
    letter: 'c',
    label: 'Credits',
    icon: Coins,
    group: 'business',
    permission: 'credits.read',
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
    to: '/o/$org/jobs',
    letter: 'j',
    label: 'Jobs',
    icon: Hourglass,
    group: 'business',
    permission: 'job.read',
    keywords: ['background', 'exports', 'running', 'failed', 'progress'],
  },
  {
    to: '/o/$org/events',
    letter: 'e',
    label: 'Events',
    icon: Radio,
    group: 'business',
    permission: 'event.read',
    keywords: ['endpoints', 'webhooks', 'topics', 'developers', 'deliveries'],
  },
  {
    to: '/o/$org/audit',
    letter: 'l',
    label: 'Audit log',
    icon: ScrollText,
    group: 'business',
    permission: 'audit.read',
    keywords: ['history', 'who did what', 'log'],
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

/** The one list of places, with those of these modules among the daily ones. */
export const placesOf = (parts: readonly Pick<WebModule, 'places'>[]): readonly Place[] => [
  ...first,
  ...parts.flatMap((module) => module.places),
  ...others,
]

const places = placesOf(modules)

const isUnder = (pathname: string, { to, exact }: Place, slug: string): boolean => {
  const address = to.replace('$org', slug)
  return pathname === address || (exact !== true && pathname.startsWith(`${address}/`))
}

/** The place that this address belongs to. */
export const placeOf = (pathname: string, { slug }: Organization): Place | undefined =>
  places.find((place) => isUnder(pathname, place, slug))

/** The same, where the organization does not let the person in. */
export function closedPlace(pathname: string, organization: Organization): Place | undefined {
  const place = placeOf(pathname, organization)
  return place && !organization.permissions.includes(place.permission) ? place : undefined
}

/** The places this person may go to in this organization. */
export const placesFor = (me: Me, organization: Organization): Place[] =>
  places.filter(
    ({ permission, platformAdmin }) =>
      organization.permissions.includes(permission) && (platformAdmin !== true || me.user.isPlatformAdmin),
  )

const groups: readonly { name: PlaceGroup; label?: string }[] = [
  { name: 'daily' },
  { name: 'modules', label: 'Modules' },
  { name: 'automate', label: 'Automate' },
  { name: 'business', label: 'Business' },
]

export interface PlaceList {
  name: PlaceGroup
  /** Without one its places stand by themselves. */
  label?: string
  places: readonly Place[]
}

/** The same places by group, in their usual order. */
export const placeLists = (places: readonly Place[]): PlaceList[] =>
  groups
    .map((group) => ({ ...group, places: places.filter((place) => place.group === group.name) }))
    .filter((group) => group.places.length > 0)

/** What the sidebar shows: without those that the person does not want to see, in the order they chose. */
export function ownPlaces(me: Me, organization: Organization): PlaceList[] {
  const { places = usualArrangement } = me.user.preferences
  const byId = placesFor(me, organization).map((place) => ({ ...place, id: place.to }))
  return placeLists(arranged(byId, places))
}
