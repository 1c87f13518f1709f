import type { ComponentType } from 'react'
import { ChartSection } from './chart-section.tsx'
import { ComboboxSection } from './combobox-section.tsx'
import { DataTableSection } from './data-table-section.tsx'
import { DateSection } from './date-section.tsx'
import { EmptySection } from './empty-section.tsx'
import { FileSection } from './file-section.tsx'
import { InboxSection } from './inbox-section.tsx'
import { LineSection } from './line-section.tsx'
import { NumberSection } from './number-section.tsx'
import { RecordSection } from './record-section.tsx'
import { StepSection } from './step-section.tsx'

export interface PartSection {
  /** In the address: `/dev/parts?part=numbers` shows it alone. */
  id: string
  title: string
  Section: ComponentType
}

/** What /dev/parts shows; each part in a file of its own, with all its states. */
export const partSections: readonly PartSection[] = [
  { id: 'data-table', title: 'Data table', Section: DataTableSection },
  { id: 'numbers', title: 'Money and numbers', Section: NumberSection },
  { id: 'dates', title: 'Days, ranges and times', Section: DateSection },
  { id: 'combobox', title: 'Combobox', Section: ComboboxSection },
  { id: 'lines', title: 'Line items', Section: LineSection },
  { id: 'record', title: 'Record page', Section: RecordSection },
  { id: 'steps', title: 'Timeline and steps', Section: StepSection },
  { id: 'files', title: 'Files', Section: FileSection },
  { id: 'empty', title: 'Nothing here yet', Section: EmptySection },
  { id: 'inbox', title: 'Inbox beside its detail', Section: InboxSection },
  { id: 'charts', title: 'Charts', Section: ChartSection },
]
