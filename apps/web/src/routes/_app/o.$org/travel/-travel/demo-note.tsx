import { Note } from '@hub/ui/note'
import type { TravelService } from './travel-types.ts'

interface DemoNoteProps {
  services: readonly Pick<TravelService, 'source'>[]
  title: string
  children: string
}

/** Says of what is made up that it is, as long as no seller is connected. */
export function DemoNote({ services, title, children }: DemoNoteProps) {
  if (!services.some(({ source }) => source === 'demo')) return null
  return (
    <Note tone="plain" title={title}>
      {children}
    </Note>
  )
}
