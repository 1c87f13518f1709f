import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { lazyPart } from '../lazy-part.ts'
import { adminPlaces } from './admin-places.ts'
import { useGoKeys } from './go-keys.ts'
import { useShortcut } from './shortcut.ts'

const AdminPalette = lazyPart(async () => (await import('./admin-palette.tsx')).AdminPalette)
const ShortcutSheet = lazyPart(async () => (await import('./shortcut-sheet.tsx')).ShortcutSheet)

/** What lies on top of the pages of administration, and the keys that open it. */
export function useAdminKeys() {
  const [top, setTop] = useState<'palette' | 'shortcuts' | null>(null)
  const navigate = useNavigate()
  useShortcut('k', () => setTop(top === 'palette' ? null : 'palette'), { mod: true })
  useShortcut('?', () => setTop('shortcuts'))
  useGoKeys((letter) => {
    const place = adminPlaces.find((one) => one.letter === letter)
    if (place) void navigate({ to: place.to })
    return place !== undefined
  })
  return {
    openPalette: () => setTop('palette'),
    onTop: (
      <Suspense>
        {top === 'palette' && (
          <AdminPalette onClose={() => setTop(null)} onShortcuts={() => setTop('shortcuts')} />
        )}
        {top === 'shortcuts' && (
          <ShortcutSheet places={adminPlaces} groups={[]} onClose={() => setTop(null)} />
        )}
      </Suspense>
    ),
  }
}
