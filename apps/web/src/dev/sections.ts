import type { ComponentType } from 'react'
import { lazyPart } from '../lazy-part.ts'

export interface PartSection {
  /** In the address: `/dev/parts?part=numbers` shows it alone. */
  id: string
  title: string
  Section: ComponentType
}

const section = (load: () => Promise<ComponentType>) => lazyPart<object>(load)

/** What /dev/parts shows; each part in a file of its own, with all its states. */
export const partSections: readonly PartSection[] = [
  {
    id: 'data-table',
    title: 'Data table',
    Section: section(async () => (await import('./data-table-section.tsx')).DataTableSection),
  },
  {
    id: 'numbers',
    title: 'Money and numbers',
    Section: section(async () => (await import('./number-section.tsx')).NumberSection),
  },
  {
    id: 'dates',
    title: 'Days, ranges and times',
    Section: section(async () => (await import('./date-section.tsx')).DateSection),
  },
  {
    id: 'combobox',
    title: 'Combobox',
    Section: section(async () => (await import('./combobox-section.tsx')).ComboboxSection),
  },
  {
    id: 'lines',
    title: 'Line items',
    Section: section(async () => (await import('./line-section.tsx')).LineSection),
  },
  {
    id: 'record',
    title: 'Record page',
    Section: section(async () => (await import('./record-section.tsx')).RecordSection),
  },
  {
    id: 'steps',
    title: 'Timeline and steps',
    Section: section(async () => (await import('./step-section.tsx')).StepSection),
  },
  {
    id: 'files',
    title: 'Files',
    Section: section(async () => (await import('./file-section.tsx')).FileSection),
  },
  {
    id: 'empty',
    title: 'Nothing here yet',
    Section: section(async () => (await import('./empty-section.tsx')).EmptySection),
  },
  {
    id: 'inbox',
    title: 'Inbox beside its detail',
    Section: section(async () => (await import('./inbox-section.tsx')).InboxSection),
  },
  {
    id: 'charts',
    title: 'Charts',
    Section: section(async () => (await import('./chart-section.tsx')).ChartSection),
  },
]
