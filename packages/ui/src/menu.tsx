import { useRender } from '@base-ui/react/use-render'
import { createContext, useContext, useState, type ReactNode } from 'react'

import type * as menuParts from './menu-parts.tsx'
import type {
  MenuProps,
  MenuCheckProps,
  MenuChoiceProps,
  MenuItemProps,
  MenuLinkProps,
} from './menu-props.ts'

/*
 * The menu of Base UI is some 45 kB, and every page has two menus in its frame. So only the trigger is
 * there at first; the rest is fetched when a pointer or the focus comes near, at the latest by the click.
 */

type Parts = typeof menuParts

const PartsContext = createContext<Parts | null>(null)

let loading: Promise<Parts> | undefined

function loadParts(): Promise<Parts> {
  loading ??= import('./menu-parts.tsx').catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

function useParts(): Parts {
  const parts = useContext(PartsContext)
  if (parts === null) throw new Error('Menu items stand inside a Menu.')
  return parts
}

/** A list of things to do. Arrow keys move, letters jump, Esc closes and focus goes back. */
export function Menu(props: MenuProps) {
  const [parts, setParts] = useState<Parts | null>(null)
  // A failed fetch is no news before the click, and after it the next click tries again.
  const ignore = () => undefined
  const open = () => void loadParts().then(setParts, ignore)
  const prepare = () => void loadParts().catch(ignore)
  const trigger = useRender({
    render: props.trigger,
    enabled: parts === null,
    props: {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onPointerEnter: prepare,
      onFocus: prepare,
      onClick: open,
    },
  })
  if (parts === null) return trigger
  return (
    <PartsContext value={parts}>
      <parts.MenuRoot {...props} />
    </PartsContext>
  )
}

/** One act. */
export function MenuItem(props: MenuItemProps) {
  const parts = useParts()
  return <parts.MenuItem {...props} />
}

/** A place to go. */
export function MenuLink(props: MenuLinkProps) {
  const parts = useParts()
  return <parts.MenuLink {...props} />
}

/** One of a few, with a check at the chosen one. */
export function MenuChoice<Value extends string>({ onValueChange, ...props }: MenuChoiceProps<Value>) {
  const parts = useParts()
  const choose = (value: string) => {
    const chosen = props.options.find((option) => option.value === value)
    if (chosen !== undefined) onValueChange(chosen.value)
  }
  return <parts.MenuChoice {...props} onValueChange={choose} />
}

/** On or off; the menu stays open so that several can be set. */
export function MenuCheck(props: MenuCheckProps) {
  const parts = useParts()
  return <parts.MenuCheck {...props} />
}

/** Words above the items that follow; not chosen by arrow keys. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return <div className="px-2.5 pt-1.5 pb-1 text-12 font-medium text-text-3">{children}</div>
}

/** A line between groups. */
export function MenuSeparator() {
  return <div role="separator" className="my-1 h-px bg-line" />
}
