import { pathOfRoute } from '../../src/http/mount.ts';
import type { RouteDef } from '../../src/http/route.ts';
import { document } from './contract.ts';

/** Where a value stands in a body. */
export type Path = readonly (string | number)[];

type Schema = {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
};

const within = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value);

/** Every field that a route's body may have, by the OpenAPI document. */
export function fieldsOf(def: RouteDef): Path[] {
  const operation = within(document, ['paths', pathOfRoute(def), def.method.toLowerCase()]);
  const schema = within(operation, ['requestBody', 'content', 'application/json', 'schema']);
  return schema === undefined ? [] : fieldsIn(schema as Schema, []);
}

function fieldsIn(schema: Schema, path: Path): Path[] {
  if (schema.$ref) return fieldsIn(within(document, schema.$ref.slice(2).split('/')) as Schema, path);
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [
    ...branches.flatMap((branch) => fieldsIn(branch, path)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
      const at = [...path, name];
      return [at, ...fieldsIn(inner, at)];
    }),
    ...(schema.items ? fieldsIn(schema.items, [...path, 0]) : []),
  ];
}

/** What stands in one place of a body. */
export const valueAt = (body: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | null | undefined)?.[key], body);

/** A body with something else in one place; objects on the way are made. Undefined takes the place away. */
export function withValue(body: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const items = Array.isArray(body) ? [...(body as unknown[])] : [];
    items[key] = withValue(items[key], rest, value);
    return items;
  }
  const fields = typeof body === 'object' && body !== null ? { ...body } : {};
  const inner = withValue((fields as Record<string, unknown>)[key], rest, value);
  const { [key]: _, ...others } = fields as Record<string, unknown>;
  return inner === undefined ? others : { ...others, [key]: inner };
}
