import { createRoot } from 'react-dom/client';
import { Console } from './shell/console.tsx';
import './shell/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('there is no root');
createRoot(root).render(<Console />);
