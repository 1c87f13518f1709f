interface Placed {
  name: string
  isTopLevel?: boolean
}

/** What the paths of a module's procedures begin with: `modules.ops.`, or its name alone where it stands beside the hub's own. */
export const pathPrefix = ({ name, isTopLevel }: Placed): string =>
  isTopLevel ? `${name}.` : `modules.${name}.`
