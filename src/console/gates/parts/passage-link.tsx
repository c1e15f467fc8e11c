import type { ReactNode } from 'react';
import { Link } from 'react-router';

/** The way to one passage. */
export const PassageLink = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => (
  <Link to={`/passages/${id}`}>{children}</Link>
);
