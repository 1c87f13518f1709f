import type { OrgPermission } from '@hub/api'
import type { BarSeries } from '@hub/ui/stacked-bars'
import type { InvalidateQueryFilters } from '@tanstack/react-query'
import type { LucideIcon } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import type { FileRouteTypes } from '../routeTree.gen.ts'
import type { Hub } from '../trpc.ts'

/** What one does every day, what the modules are about, what works by itself, and the organization itself. */
export type PlaceGroup = 'daily' | 'modules' | 'automate' | 'business'

/** A page one goes to: sidebar, bottom bar, command palette and the keys to go there all read it. */
export interface Place {
  to: Extract<FileRouteTypes['to'], `/o/$org${string}` | '/admin'>
  /** After G, this letter goes there. */
  letter: string
  label: string
  icon: LucideIcon
  group: PlaceGroup
  /** Without it the place is not shown. */
  permission: OrgPermission
  /** Only for administrators of the platform. */
  platformAdmin?: true
  /** The page shows this place only, not those below it. */
  exact?: true
  /** Its word in the bottom bar of small screens, where the label is too long or means little. */
  short?: string
  /** Further words the command palette finds it by. */
  keywords: readonly string[]
}

export interface Shortcut {
  what: string
  /** Pressed one after the other, or together where they are joined by a space, as in "Ctrl K". */
  keys: readonly string[]
  /** Other keys that do the same. */
  or?: readonly string[]
}

export interface PaletteProps {
  onClose: () => void
}

/** What a module adds to the command palette. It is fetched with the palette, not with the page. */
export interface PaletteParts {
  /** Of the module. */
  name: string
  /** Entries below "Do". */
  Acts: ComponentType<PaletteProps>
}

export interface DashboardCardProps {
  /** Where the organization is. */
  today: string
}

/** `children` stands there for everybody else. */
export interface FirstStepsProps extends DashboardCardProps {
  children: ReactNode
}

/** A card of the dashboard, which each person may move and hide. */
export interface DashboardCard {
  /** Kept with the person's order: `<module>.<card>`. */
  id: string
  title: string
  /** In the main column, in half of it, or in the column beside it, where there is room for two. */
  size: 'wide' | 'half' | 'narrow'
  permission: OrgPermission
  Card: ComponentType<DashboardCardProps>
}

/** What a module adds to the dashboard; `modules/dashboard.ts` lists them. */
export interface DashboardParts {
  /** Of the module. */
  name: string
  /** Begins with what the cards ask, before they are there. What `early.ts` asks is taken from there. */
  prefetch: (hub: Hub, can: (permission: OrgPermission) => boolean) => void
  cards: readonly DashboardCard[]
  /** In place of "Nothing waits for you", for who has not begun yet. */
  firstSteps?: { permission: OrgPermission; Steps: ComponentType<FirstStepsProps> }
  /** Beside the greeting: a button, or nothing for somebody who may not. */
  Act?: ComponentType
}

/**
 * Acts of modules that may wait for the connection, by name: what they take and answer. Each module adds its own beside what
 * sends them.
 */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- filled by declaration merging
export interface OfflineActs {}
export type OfflineAct = keyof OfflineActs

/** How one of them is sent. */
export interface OfflineSender<Act extends OfflineAct = OfflineAct> {
  /** "create", and "was not created" after the name of the thing. */
  words: { waits: string; failed: string }
  /** A method, so that the senders of all acts are one kind of thing. */
  send(hub: Hub, input: OfflineActs[Act]['input']): Promise<OfflineActs[Act]['result']>
  /** What has to be read again afterwards. */
  changes: (hub: Hub) => InvalidateQueryFilters
}

/** What a module shows whoever looks it up; `modules/reference.ts` lists them. */
export interface ModuleReference {
  /** Keys of its pages, as the sheet of shortcuts shows them. */
  shortcuts?: readonly { group: string; keys: readonly Shortcut[] }[]
  /** Two calls that show whoever writes a program how the hub is asked: addresses below /api/v1, and a body of JSON. */
  programs?: { read: string; write: { path: string; body: string; idempotencyKey: string } }
}

/**
 * Everything the frame of the app has to know of a module. It is one folder in `modules/` and one line in
 * `modules/index.ts`. This part of it is fetched with every page: what is heavy stands behind a function.
 */
export interface WebModule {
  /** As in the router. */
  name: string
  /** What its pages are called where they are counted together, and their color there (1 to 6). */
  chart: { name: string; color: BarSeries['color'] }
  places: readonly Place[]
  palette?: () => Promise<PaletteParts>
  /** What may be done while the hub cannot be reached. */
  offline?: { readonly [Act in OfflineAct]?: OfflineSender<Act> }
}
