import { Menu as Base } from '@base-ui/react/menu'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'

import { Kbd } from './kbd.tsx'
import type {
  MenuCheckProps,
  MenuChoiceProps,
  MenuItemProps,
  MenuLinkProps,
  MenuProps,
} from './menu-props.ts'

/** The menu itself, opened by the click that asked for it. Loaded by menu.tsx. */
export function MenuRoot({ trigger, align = 'start', side = 'bottom', className, children }: MenuProps) {
  return (
    <Base.Root modal={false} defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-(--z-menu) outline-none">
          <Base.Popup
            className={clsx(
              'float-in max-h-(--available-height) min-w-[200px] overflow-y-auto rounded-md bg-raised p-1 shadow-2 outline-none',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

const itemClass =
  'flex min-h-8 w-full cursor-pointer items-center gap-2.5 rounded-xs px-2.5 text-14 no-underline outline-none select-none hover:no-underline data-[disabled]:cursor-not-allowed data-[disabled]:text-text-disabled data-[highlighted]:bg-selected pointer-coarse:min-h-11'

/** One act. */
export function MenuItem({
  icon,
  shortcut,
  danger = false,
  disabled = false,
  onClick,
  children,
}: MenuItemProps) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={() => onClick?.()}
      className={clsx(itemClass, danger ? 'text-danger-text' : 'text-text')}
    >
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      {shortcut !== undefined && <Kbd className="ml-auto">{shortcut}</Kbd>}
    </Base.Item>
  )
}

/** A place to go: `render={<Link to="…" />}`. */
export function MenuLink({ render, icon, children }: MenuLinkProps) {
  return (
    <Base.LinkItem closeOnClick render={render} className={clsx(itemClass, 'text-text')}>
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
    </Base.LinkItem>
  )
}

/** One of a few, with a check at the chosen one. */
export function MenuChoice({ label, options, value, onValueChange }: MenuChoiceProps<string>) {
  return (
    <Base.RadioGroup aria-label={label} value={value} onValueChange={(next: string) => onValueChange(next)}>
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          closeOnClick
          className={clsx(itemClass, 'text-text')}
        >
          {option.icon}
          <span className="min-w-0 flex-1">{option.label}</span>
          <Base.RadioItemIndicator className="text-accent-text">
            <Check aria-hidden="true" className="size-3.5" />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}

/** On or off; the menu stays open so that several can be set. */
export function MenuCheck({ checked, onCheckedChange, children }: MenuCheckProps) {
  return (
    <Base.CheckboxItem
      checked={checked}
      onCheckedChange={(next) => onCheckedChange(next)}
      className={clsx(itemClass, 'text-text')}
    >
      <span className="min-w-0 flex-1">{children}</span>
      <Base.CheckboxItemIndicator className="text-accent-text">
        <Check aria-hidden="true" className="size-3.5" />
      </Base.CheckboxItemIndicator>
    </Base.CheckboxItem>
  )
}
