/** Stylesheets are imported for their effect; the build gives each its file. */
declare module '*.css'
